import { Connection } from '../../../../backend/store/postgres/connection.ts'

const { say } = Connection.prototype

/** A node that answers before PostgreSQL has written its log. */
Connection.prototype.say = function (statements) {
  return say.call(this, statements.replace(/synchronous_commit = \w+/, 'synchronous_commit = off'))
}

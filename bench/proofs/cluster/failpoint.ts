import { NatsBroker } from '../../../backend/broker/nats.ts'

/**
 * Loaded into a node before its program: where a commit holds a new message with this word, the process ends by SIGKILL between the
 * commit, which stands, and its bell. Nobody was told, not even the sender.
 */
const MARK = 'failpoint:'

const { publish } = NatsBroker.prototype
NatsBroker.prototype.publish = function (changes) {
  const isHit = changes.some((change) => change.to === 'channel' && change.event.type === 'message.changed' && change.event.message.content.startsWith(MARK))
  if (isHit) process.kill(process.pid, 'SIGKILL')
  publish.call(this, changes)
}

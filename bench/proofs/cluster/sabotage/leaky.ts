import { Hub } from '../../../../backend/socket/hub.ts'

/** A node that lets nobody go who was removed, as far as a bell tells it. */
Hub.prototype.steer = () => {}

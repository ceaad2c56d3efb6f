import { Lookout } from '../../../../backend/socket/lookout.ts'

/** A node that never asks the database what no bell told. */
Lookout.prototype.now = () => {}

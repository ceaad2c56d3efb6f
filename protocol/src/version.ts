/** Goes up when yesterday's client can no longer read the wire. A test pins the fingerprint of all schemas to it. */
export const PROTOCOL_VERSION = 1

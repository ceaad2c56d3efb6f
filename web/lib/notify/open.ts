/** What the worker says to a page when somebody pressed a notification: where it leads. */
export interface Open {
  type: 'open'
  path: string
}

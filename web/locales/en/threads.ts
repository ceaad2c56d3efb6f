import { counting } from '../plural.ts'

const count = counting('en')

/** Threads beside a conversation, and the inbox. */
export const threads = {
  thread: 'Thread',
  closeThread: 'Close thread',
  replyInThread: 'Reply in thread',
  reply: 'Reply',
  replies: (replies: number) => count(replies, { one: '# reply', other: '# replies' }),
  repliesList: 'Replies',
  openThread: 'Open the thread',
  lastReply: (when: string) => `last ${when}`,
  resolved: 'Resolved',
  resolve: 'Mark as resolved',
  reopen: 'Reopen',
  follow: 'Follow thread',
  unfollow: 'Stop following',
  mute: 'Mute thread',
  unmute: 'Unmute thread',
  options: 'Options for this thread',
  copyLink: 'Copy link to thread',
  setTitle: 'Give it a title',
  title: 'Title of the thread',
  save: 'Save',
  noReplies: 'No replies yet. The first makes a thread.',
  parentGone: 'The message is not here.',
  alsoTo: (channel: string) => `Also send to ${channel}`,
  notOpened: 'The thread could not be opened. Your words are kept.',
  visiting: 'Join the channel to reply.',
  readAll: 'Mark everything as read',
  caughtUp: 'All caught up',
  caughtUpWords: 'Nothing waits for you.',
  inboxKeys: 'Arrows to walk, Enter to open, E when it is done.',
  kinds: { mention: 'Mentions', thread: 'Threads', direct: 'Direct messages', channel: 'Channels' },
  unread: (messages: number) => count(messages, { one: '# unread', other: '# unread' }),
  done: 'Done: mark as read',
}

/** What stands on a message: emoji above all. */
export const marks = {
  reactions: 'Reactions',
  react: 'Add reaction',
  reactWith: (emoji: string) => `React with ${emoji}`,
  people: (emoji: string, count: number) => (count === 1 ? `${emoji}, 1 person` : `${emoji}, ${count} people`),
  mine: 'You',
  reply: 'Reply',
  replyingTo: (name: string) => `Replying to ${name}`,
  cancelReply: 'Do not reply to it',
  inReplyTo: 'In reply to',
  notReadable: 'A message that cannot be read',
  deleted: 'Message deleted.',
  undo: 'Undo',
  deleteNow: 'Delete now',
  more: (names: string, others: number) => (others === 1 ? `${names} and 1 more` : `${names} and ${others} more`),
}

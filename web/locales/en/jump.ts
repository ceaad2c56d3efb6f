/** The one line that goes anywhere. */
export const jump = {
  results: 'Results',
  searching: 'Searching…',
  nothing: 'Nothing found.',
  groups: { conversations: 'Conversations', people: 'People', messages: 'Messages' },
}

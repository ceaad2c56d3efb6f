/** The one line that goes anywhere. */
export const jump = {
  results: 'Results',
  searching: 'Searching…',
  nothing: 'Nothing found.',
  groups: { conversations: 'Conversations', people: 'People', messages: 'Messages' },
  saidIn: (author: string, place: string) => `${author} in ${place}`,
  saidElsewhere: (author: string) => `${author} elsewhere`,
}

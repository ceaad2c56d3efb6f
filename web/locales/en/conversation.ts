import { counting } from '../plural.ts'

const count = counting('en')

/** Around the messages: the header, the details, and what stands in the composer's place. */
export const conversation = {
  search: 'Search',
  details: 'Details',
  closeDetails: 'Close details',
  presence: { online: 'Online', away: 'Away', offline: 'Not here' },
  people: (people: number) => count(people, { one: '# person', other: '# people' }),
  topic: 'Topic',
  noTopic: 'None yet.',
  channelName: 'Channel name',
  add: 'Add',
  addPeople: 'Add people',
  addPeopleTo: (channel: string) => `Add people to ${channel}`,
  you: '(you)',
  owner: 'Owner',
  writeTo: (name: string) => `Write to ${name}`,
  remove: (name: string) => `Remove ${name}`,
  them: 'them',
  more: (people: number) => count(people, { other: 'and # more' }),
  mute: 'Mute',
  unmute: 'Unmute',
  archive: 'Archive',
  leave: 'Leave channel',
  steps: {
    leave: { title: 'Leave this channel?', words: 'A private channel can only be entered again by being added.', action: 'Leave' },
    archive: { title: 'Archive this channel?', words: 'It can be read and searched, and nobody can write in it. You can bring it back.', action: 'Archive' },
    private: { title: 'Make it private?', words: 'From now on only its members can find and read it.', action: 'Make private' },
    public: { title: 'Make it public?', words: 'Everybody in the workspace will be able to read all of it, also what was said before.', action: 'Make public' },
  },
  visiting: (channel: string) => `You are looking at ${channel} without being a member.`,
  join: (channel: string) => `Join ${channel}`,
  archived: 'This channel is archived. It can be read and searched, and nobody can write in it.',
  bringBack: 'Bring it back',
}

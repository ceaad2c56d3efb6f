/** The dialogs of the workspace. */
export const dialogs = {
  findChannel: 'Find a channel',
  moreChannels: 'There are more. Type a part of the name to find them.',
  joined: 'Joined',
  join: 'Join',
  channelExample: 'e.g. reading-club',
  topicHint: 'What it is for; may be left empty',
  whoReads: 'Who can read it',
  kinds: {
    public: { label: 'Public', hint: 'Everybody in the workspace can find, read and join it.' },
    private: { label: 'Private', hint: 'Only who is added can see that it exists.' },
  },
  createChannel: 'Create channel',
  findPeople: 'Find people',
  removeChosen: (name: string) => `Remove ${name}`,
  nobodyCalled: 'Nobody is called that.',
  openConversation: 'Open conversation',
  handle: 'Handle',
  rename: 'Rename',
  makeInvite: 'Make an invite link',
}

import { counting } from '../plural.ts'

const count = counting('en')

/** The sidebar and its menu. */
export const sidebar = {
  inbox: 'Inbox',
  later: 'Later',
  workspace: 'Workspace',
  control: 'Ctrl',
  channels: 'Channels',
  createChannel: 'Create a channel',
  browse: 'Browse channels',
  directs: 'Direct messages',
  newDirect: 'New direct message',
  writeToSomebody: 'Write to somebody',
  unread: (messages: number) => count(messages, { one: '# unread', other: '# unread' }),
  settings: 'Account and settings',
  profile: 'Name and handle',
  password: 'Change password',
  sessions: 'Signed-in devices',
  signOut: 'Sign out',
  notConnected: 'Not connected',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  systemLanguage: 'Language of the browser',
}

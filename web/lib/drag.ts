/** What a dragged row of the sidebar carries: the id of its channel. */
export const CHANNEL_TYPE = 'application/x-parley-channel'

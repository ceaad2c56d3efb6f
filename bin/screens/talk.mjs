// What people do in a conversation beside talking, and what comes of it: threads, reactions, polls, what is kept for later, notices.
/** Leaving the page deletes it for good, so each size says it anew. */
const TAKEN = 'The crane is free at noon.'
const article = (page, words) => page.locator('.msg').filter({ hasText: words }).last()
/** The page puts the cursor where one writes, once it is whole; what is focused before that loses it. */
const focus = async (page, words) => {
  await page.waitForTimeout(500)
  await article(page, words).focus()
}
const field = (page, name) => page.getByLabel(`Message ${name}`, { exact: true })

/** `here` makes a scene of Ada's, `at` gives the path of a conversation. */
export function talk(here, at, ada) {
  return [...threads(here, at), ...marks(here, at, ada), ...asking(here, at), ...waiting(here, at), ...notices(here, at)]
}

function threads(here, at) {
  return [
    here('thread', at('launch'), async (page) => {
      await page.getByRole('link', { name: /The last three things/ }).click()
      await page.getByRole('complementary', { name: 'Thread' }).getByText('does the cat come too?').waitFor()
    }),
    here('inbox', '/inbox', (page) => page.getByRole('main').getByRole('listitem').first().waitFor()),
    here('move', at('launch'), (page) => choose(page, 'Priya permits', 'Move to another channel…')),
  ]
}

function marks(here, at, ada) {
  return [
    here(
      'reaction-picker',
      at('launch'),
      async (page) => {
        await focus(page, 'The drawer test')
        await page.keyboard.press('r')
        await page.getByRole('dialog', { name: 'Pick an emoji' }).getByRole('gridcell').first().waitFor()
      },
      { placed: true },
    ),
    here('reply', at('quiet-harbour'), (page) => choose(page, 'High water at', 'Reply')),
    here('pins', at('launch'), async (page) => {
      await page.getByRole('button', { name: 'Details', exact: true }).click()
      await page.getByRole('complementary', { name: 'Details' }).getByText('Three things').waitFor()
    }),
    here('forward', at('launch'), (page) => choose(page, 'Priya permits', 'Forward message')),
    here('edits', at('quiet-harbour'), (page) => choose(page, 'The new tide table', 'What it said before')),
    here('delete', at('quiet-harbour'), deleted, { prepare: () => ada.post('/api/message', { channel: 'quiet-harbour', content: TAKEN }) }),
  ]
}

async function deleted(page) {
  await focus(page, TAKEN)
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: 'Undo' }).waitFor()
}

function asking(here, at) {
  const tools = (item) => async (page) => {
    await page.getByRole('button', { name: 'Ask and notify…' }).click()
    await page.getByRole('menuitem', { name: item }).click()
    await page.getByRole('dialog').waitFor()
  }
  return [
    here('poll', at('design'), (page) => article(page, 'Which blue').waitFor()),
    here('poll-dialog', at('design'), tools('Poll…')),
    here('important', at('design'), tools('Important message…')),
    here('status', at('design'), async (page, size) => {
      if (size.width < 500) await page.getByRole('link', { name: 'Back' }).click()
      await page.getByRole('button', { name: 'Account and settings' }).click()
      await page.getByRole('menuitem', { name: 'Set a status…' }).click()
      await page.getByRole('dialog', { name: 'My status' }).waitFor()
    }),
  ]
}

function waiting(here, at) {
  return [
    here('later', '/later', (page) => page.getByRole('region', { name: 'Saved' }).getByRole('listitem').first().waitFor()),
    here('send-later', at('design'), async (page) => {
      await field(page, '#design').fill('The start page is up. Look at it before coffee.')
      await page.getByRole('button', { name: 'Send later…' }).click()
      await page.getByRole('dialog', { name: 'Send later' }).waitFor()
    }),
    here('remind', at('launch'), (page) => choose(page, 'Priya permits', 'Remind me…')),
    here(
      'commands',
      at('design'),
      async (page) => {
        await field(page, '#design').click()
        await page.keyboard.type('/')
        await page.getByRole('listbox').waitFor()
      },
      { placed: true },
    ),
  ]
}

function notices(here, at) {
  const shown = (page) => page.locator('.settings-sheet h1').waitFor()
  return [
    here('settings-notifications', '/settings/notifications', shown),
    here('settings-groups', '/settings/groups', shown),
    here('settings-emoji', '/settings/emoji', (page) => page.getByText(':pilot_aboard:').waitFor()),
    here('rules', at('quiet-harbour'), async (page) => {
      await page.getByRole('button', { name: 'Details', exact: true }).click()
      await page.getByRole('region', { name: 'Who writes, and how often' }).scrollIntoViewIfNeeded()
    }),
  ]
}

/** An entry of the menu of the message that has these words. */
async function choose(page, words, name) {
  await focus(page, words)
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name, exact: true }).click()
  await page.getByRole('menu').waitFor({ state: 'hidden' })
  await page.waitForTimeout(400) // its dialog is loaded when it is asked for
}

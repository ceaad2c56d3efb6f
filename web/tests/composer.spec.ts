import type { Page } from '@playwright/test'
import { LIMITS } from '../../protocol/src/limits.ts'
import { type Account, arrived, composer, conversationRow, expect, message, messages, say, seriousViolations, serverForThisFile, test } from './support.ts'
import { active, field, list, write, writersOf } from './writing.ts'

const server = serverForThisFile()
let ada: Account

test.beforeAll(async () => {
  ada = await writersOf(server)
})

test('Enter sends, Shift+Enter makes a line; swapped it is the other way round, in every tab and after a reload', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await write(page, 'Morning')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('all')
  await expect(field(page)).toHaveValue('Morning\nall')
  await page.keyboard.press('Enter')
  await expect(message(page, 'Morning')).toContainText('all')
  await expect(field(page)).toHaveValue('')

  await page.getByRole('button', { name: 'Swap what Enter' }).click()
  await page.reload()
  await arrived(page)
  await write(page, 'Swapped')
  await page.keyboard.press('Enter')
  await expect(field(page)).toHaveValue('Swapped\n')
  await page.keyboard.press('Control+Enter')
  await expect(message(page, 'Swapped')).toHaveCount(1)
  await write(page, 'With Shift')
  await page.keyboard.press('Shift+Enter')
  await expect(message(page, 'With Shift')).toHaveCount(1)
  await page.getByRole('button', { name: 'Swap what Enter' }).click()
})

test('inside of an open code fence Enter makes a line, after it Enter sends', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await page.waitForLoadState('networkidle') // what goes on with lines comes when one begins to write
  await write(page, '```ts')
  await page.keyboard.press('Enter')
  await page.keyboard.type("  const high = '11:20'")
  await page.keyboard.press('Enter')
  await expect(field(page)).toHaveValue("```ts\n  const high = '11:20'\n  ")
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.type('```')
  await page.keyboard.press('Enter')
  await expect(message(page, "const high = '11:20'").locator('pre')).toHaveCount(1)
})

test('it grows with its words, up to 40 % of the height, and has no empty second line', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  const height = async () => (await field(page).boundingBox())?.height ?? 0
  const empty = await height()
  expect(empty).toBeLessThan(45)
  await field(page).fill('one\ntwo\nthree')
  expect(await height()).toBeGreaterThan(empty + 40)
  await field(page).fill('line\n'.repeat(80))
  expect(Math.abs((await height()) - 320)).toBeLessThan(2)
  await field(page).fill('')
  expect(await height()).toBe(empty)
})

test('keys of formatting wrap and unwrap, and the browser’s own undo takes each back', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  for (const [keys, marked] of [
    ['Control+b', '**tide**'],
    ['Control+i', '*tide*'],
    ['Control+Shift+x', '~~tide~~'],
    ['Control+e', '`tide`'],
    ['Control+Shift+c', '```\ntide\n```'],
    ['Control+Shift+Digit9', '> tide'],
    ['Control+Shift+Digit7', '1. tide'],
    ['Control+Shift+Digit8', '- tide'],
    ['Control+Shift+u', '[tide]()'],
  ] as const) {
    await write(page, 'tide')
    await page.keyboard.press('Control+a')
    await page.keyboard.press(keys)
    await expect(field(page), keys).toHaveValue(marked)
    await page.keyboard.press('Control+z')
    await expect(field(page), `${keys}, undone`).toHaveValue('tide')
    await page.keyboard.press('Control+Shift+z')
    await expect(field(page), `${keys}, done again`).toHaveValue(marked)
  }
  await write(page, 'tide')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Control+b')
  await expect(field(page)).toHaveValue('tide')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Search or jump to' })).toBeVisible()
})

test('lists go on; Tab indents in them and leaves the field everywhere else, and after Escape there too', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await page.waitForLoadState('networkidle') // what goes on with lines comes when one begins to write
  await write(page, '- rope')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('fender')
  await page.keyboard.press('Tab')
  await expect(field(page)).toHaveValue('- rope\n  - fender')
  await page.keyboard.press('Shift+Tab')
  await expect(field(page)).toHaveValue('- rope\n- fender')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('Shift+Enter')
  await expect(field(page)).toHaveValue('- rope\n- fender\n')
  await page.keyboard.press('Control+z')
  await expect(field(page)).toHaveValue('- rope\n- fender\n- ')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(field(page)).not.toBeFocused()
  await expect(field(page)).toHaveValue('- rope\n- fender\n- ')
  await write(page, 'no list')
  await page.keyboard.press('Tab')
  await expect(field(page)).not.toBeFocused()
})

test('the formatting bar does the same, says its keys, and stays as it was left', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  const bar = page.getByRole('toolbar', { name: 'Formatting' })
  await expect(bar).toHaveCount(0)
  await page.getByRole('button', { name: 'Show formatting' }).click()
  await page.reload()
  await arrived(page)
  await write(page, 'tide')
  await page.keyboard.press('Control+a')
  await bar.getByRole('button', { name: 'Bold' }).click()
  await expect(field(page)).toHaveValue('**tide**')
  await expect(bar.getByRole('button', { name: 'Quote' })).toHaveAttribute('title', 'Quote (Ctrl+Shift+9)')
  await bar.getByRole('button', { name: 'Bold' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(bar.getByRole('button', { name: 'Italic' })).toBeFocused()
  expect.soft(await seriousViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Hide formatting' }).click()
  await expect(bar).toHaveCount(0)
})

/** A paste as the browser tells of it, with types that no page may put on a clipboard itself. */
async function paste(page: Page, types: Record<string, string>): Promise<void> {
  await field(page).evaluate((element, kinds) => {
    const clipboardData = new DataTransfer()
    for (const [type, words] of Object.entries(kinds)) clipboardData.setData(type, words)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, types)
}

test('code, tables and links are pasted as what they are', async ({ visit }) => {
  // Of somebody's own: what another test left begun would come from the server into this field.
  const page = await visit(server, { as: await server.register('Cara Lind') })
  await arrived(page)
  const code = 'if (tide) {\n  sail()\n}'
  for (const [types, becomes] of [
    [
      { 'text/plain': code, 'text/html': `<div><span>${code}</span></div>`, 'vscode-editor-data': '{"version":1,"mode":"typescript"}' },
      `\`\`\`typescript\n${code}\n\`\`\`\n`,
    ],
    [{ 'text/plain': code, 'text/html': `<meta charset="utf-8"><pre><code>${code}</code></pre>` }, `\`\`\`\n${code}\n\`\`\`\n`],
    [{ 'text/plain': 'Berth\tShip\n4\tLudvig' }, '| Berth | Ship |\n| --- | --- |\n| 4 | Ludvig |\n'],
    [
      {
        'text/plain': 'Berth Ship',
        'text/html': '<table><tr><th>Berth</th><th>Ship</th></tr><tr><td>4</td><td><a href="https://harbour.test/ludvig">Ludvig</a></td></tr></table>',
      },
      '| Berth | Ship |\n| --- | --- |\n| 4 | [Ludvig](https://harbour.test/ludvig) |\n',
    ],
    [
      { 'text/plain': 'See the table.', 'text/html': '<p>See <a href="https://harbour.test/tide">the table</a>.</p><script>alert(1)</script>' },
      'See [the table](https://harbour.test/tide).',
    ],
  ] as const) {
    await field(page).fill('')
    await field(page).focus()
    await paste(page, types)
    await expect(field(page)).toHaveValue(becomes)
    await page.keyboard.press('Control+z')
    await expect(field(page)).toHaveValue('')
  }
})

test('what was written elsewhere keeps its form: bold, links, lists, quotations; and nothing of it is more than words', async ({ visit }) => {
  // What reads a paste is inert and would run nothing; the content policy says besides that it forbids the handler.
  const page = await visit(server, { as: ada, tolerate: /inline event handler violates/ })
  await arrived(page)
  const document = '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:700">High</span> water</p></b>'
  for (const [html, becomes] of [
    ['<p>The <b>tide </b>turns <em>at noon</em>, not <s>at one</s>.</p>', 'The **tide** turns *at noon*, not ~~at one~~.'],
    [
      '<p><strong><em>Now</em></strong> or <a href="https://harbour.test/x_(y)"><b>later</b></a></p>',
      '***Now*** or [**later**](https://harbour.test/x_%28y%29)',
    ],
    [document, '**High** water'],
    [
      '<ul><li>rope</li><li>fenders<ul><li>large</li></ul></li></ul><p>and</p><ol start="3"><li>lock</li><li><b>gate</b></li></ol>',
      '- rope\n- fenders\n  - large\n\nand\n\n3. lock\n4. **gate**',
    ],
    ['<ul><li>rope</li><ul><li>thin</li></ul></ul>', '- rope\n  - thin'],
    ['<ul><li><input type="checkbox" checked> keys</li><li><input type="checkbox"> boat</li></ul>', '- [x] keys\n- [ ] boat'],
    ['<h2>Plan</h2><blockquote><p>said Ben</p><p>at noon</p></blockquote><p>yes</p>', '## Plan\n\n> said Ben\n>\n> at noon\n\nyes'],
    ['<p>Run</p><pre>npm  start\n</pre><p>then <code>look</code></p>', 'Run\n\n```\nnpm  start\n```\n\nthen `look`'],
    ['<b>one<br>two</b>', '**one**\n**two**'],
    ['<p><b> </b>as <i></i>it <a href="javascript:alert(1)"><b>is</b></a></p><img src=x onerror="document.title=1">', 'as it **is**'],
    ['<p><b>&lt;img src=x onerror=alert(1)&gt;</b></p>', '**<img src=x onerror=alert(1)>**'],
  ] as const) {
    await field(page).fill('')
    await field(page).focus()
    await paste(page, { 'text/plain': 'plain', 'text/html': `<meta charset="utf-8">${html}` })
    await expect(field(page), html).toHaveValue(becomes)
  }
  await expect(page).not.toHaveTitle('1')
  for (const html of [
    '<h1>A heading alone</h1>',
    '<ul><li>one item</li></ul>',
    '<div><span style="color:red">plain</span> words</div>',
    '<b style="font-weight:400">words</b>',
  ]) {
    await field(page).fill('')
    await paste(page, { 'text/plain': 'plain', 'text/html': html })
    await expect(field(page), `${html}: left to the browser`).toHaveValue('')
  }
})

test('an address over selected words links them, and Ctrl+Shift+V pastes what stands there', async ({ visit }) => {
  const page = await visit(server, { as: ada, permissions: ['clipboard-read', 'clipboard-write'] })
  await arrived(page)
  const copy = (plain: string, html?: string) =>
    page.evaluate(
      ([text = '', rich]) => {
        const blob = (type: string, words: string) => ({ [type]: new Blob([words], { type }) })
        return navigator.clipboard.write([new ClipboardItem({ ...blob('text/plain', text), ...(rich && blob('text/html', rich)) })])
      },
      [plain, html],
    )
  await copy('https://harbour.test/tide')
  await write(page, 'the table')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+v')
  await expect(field(page)).toHaveValue('[the table](https://harbour.test/tide)')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+Shift+v')
  await expect(field(page)).toHaveValue('https://harbour.test/tide')

  await copy('Berth\tShip\n4\tLudvig', '<table><tr><td>Berth</td><td>Ship</td></tr><tr><td>4</td><td>Ludvig</td></tr></table>')
  await field(page).fill('')
  await page.keyboard.press('Control+v')
  await expect(field(page)).toHaveValue('| Berth | Ship |\n| --- | --- |\n| 4 | Ludvig |\n')
  await field(page).fill('')
  await page.keyboard.press('Control+Shift+v')
  await expect(field(page)).toHaveValue('Berth\tShip\n4\tLudvig')
})

test('the last of my messages is edited with ↑, with the same keys and completion; Esc leaves it as it was', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await say(page, 'High water at noon')
  await page.keyboard.press('ArrowUp')
  const editor = page.getByLabel('Edit message').and(page.locator('textarea'))
  await expect(editor).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+b')
  await expect(editor).toHaveValue('**High water at noon**')
  await page.keyboard.press('End')
  await page.keyboard.type(' @ben')
  await expect(active(page)).toHaveText(/Ben/)
  await page.keyboard.press('Escape')
  await expect(list(page)).toHaveCount(0)
  await expect(editor).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(editor).toHaveCount(0)
  await expect(field(page)).toBeFocused()
  await expect(message(page, 'High water at noon')).not.toContainText('(edited)')
})

test('a draft is kept over a reload, marked in the sidebar, and the same in two tabs', async ({ visit }) => {
  const first = await visit(server, { as: ada })
  await arrived(first)
  await write(first, 'Not yet sent')
  await first.reload()
  await arrived(first)
  await expect(field(first)).toHaveValue('Not yet sent')
  await conversationRow(first, 'harbour').click()
  await arrived(first, '#harbour')
  await expect(conversationRow(first, 'general').getByLabel('Draft')).toBeVisible()
  await conversationRow(first, 'general').click()
  await arrived(first)
  await expect(conversationRow(first, 'general').getByLabel('Draft')).toHaveCount(0)

  const second = await first.context().newPage()
  await second.goto(first.url())
  await arrived(second)
  await expect(field(second)).toHaveValue('Not yet sent')
  await field(second).blur()
  await field(first).pressSequentially(', and more')
  await expect(field(second)).toHaveValue('Not yet sent, and more')
  await field(second).focus()
  await field(first).pressSequentially('!')
  await second.waitForTimeout(300)
  await expect(field(second)).toHaveValue('Not yet sent, and more')
  await field(second).blur()
  await expect(field(second)).toHaveValue('Not yet sent, and more!')
  await field(first).press('Enter')
  await expect(message(second, 'Not yet sent, and more!')).toHaveCount(1)
  await expect(field(second)).toHaveValue('')
})

test('near the limit it says how much is left; over it nothing is sent and nothing lost', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  const send = page.getByRole('button', { name: 'Send', exact: true })
  const left = page.locator('.left')
  await field(page).fill('a'.repeat(LIMITS.contentChars - 501))
  await expect(left).toHaveCount(0)
  await field(page).press('b')
  await expect(left).toHaveText('500 characters left')
  const tooLong = 'c'.repeat(LIMITS.contentChars + 2)
  await field(page).fill(tooLong)
  await expect(left).toHaveText('2 characters too many to be sent')
  await expect(send).toBeDisabled()
  const before = await messages(page).count()
  await field(page).press('Enter')
  await expect(field(page)).toHaveValue(tooLong)
  expect(await messages(page).count()).toBe(before)
  await field(page).press('Backspace')
  await field(page).press('Backspace')
  await expect(send).toBeEnabled()
  await field(page).fill('')
})

test('while an input method composes, its keys are its own', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  const input = await page.context().newCDPSession(page)
  await field(page).focus()
  const before = await messages(page).count()
  await input.send('Input.imeSetComposition', { text: 'みなと', selectionStart: 3, selectionEnd: 3 })
  await expect(field(page)).toHaveValue('みなと')
  await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 })
  await input.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 })
  await expect(field(page)).toHaveValue('みなと')
  expect(await messages(page).count()).toBe(before)
  await input.send('Input.insertText', { text: '港' })
  await expect(field(page)).toHaveValue('港')
  await page.keyboard.press('Enter')
  await expect(message(page, '港')).toHaveCount(1)
  await expect(field(page)).toHaveValue('')
})

test('words from right to left stand on their own side', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  const direction = () => field(page).evaluate((element) => getComputedStyle(element).direction)
  await write(page, 'tide')
  expect(await direction()).toBe('ltr')
  await write(page, 'مرحبا بالميناء')
  expect(await direction()).toBe('rtl')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Enter')
  await expect(message(page, 'مرحبا بالميناء')).toHaveCount(1)
})

test('under a finger: targets of 40 px, Enter makes a line, the button sends', async ({ visit }) => {
  const page = await visit(server, { as: ada, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await conversationRow(page, 'general').tap()
  await arrived(page)
  await page.getByRole('button', { name: 'Show formatting' }).tap()
  const small = await page.locator('.composer button:visible').evaluateAll((buttons) =>
    buttons.flatMap((button) => {
      const { width, height } = button.getBoundingClientRect()
      return width < 40 || height < 40 ? [`${button.ariaLabel}: ${width} × ${height}`] : []
    }),
  )
  expect(small).toEqual([])
  await field(page).tap()
  await page.keyboard.type('From the quay')
  await page.keyboard.press('Enter')
  await page.keyboard.type('with wet hands')
  await expect(field(page)).toHaveValue('From the quay\nwith wet hands')
  await page.getByRole('button', { name: 'Send', exact: true }).tap()
  await expect(message(page, 'with wet hands')).toHaveCount(1)
  await expect(composer(page)).toHaveValue('')
  await page.getByRole('button', { name: 'Hide formatting' }).tap()
})

import { expect, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()

/** Word for word what the README shows, but for the port. */
const example = (port: string): string => `
const socket = new WebSocket('ws://localhost:${port}');

socket.onopen = () => {
    console.log('Connected to the server');
};

socket.onmessage = (event) => {
    console.log('Message from server:', event.data);
};

socket.onerror = (error) => {
    console.error('WebSocket error:', error);
};

socket.onclose = () => {
    console.log('Connection closed');
};
`

test('the example of the README, pasted into the console of a signed-out page, opens, hears the server, and is closed with a reason', async ({ visit }) => {
  await server.register('Ada Dunne')
  const page = await visit(server)
  await page.goto(`http://localhost:${server.port}/`)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  // What the console of the developer tools does: one script after another in the same world.
  const tools = await page.context().newCDPSession(page)
  await tools.send('Runtime.evaluate', { expression: example(server.port) })
  await tools.send('Runtime.evaluate', { expression: `socket.addEventListener('close', (end) => console.log('It ended:', end.code, end.reason))` })

  await expect.poll(() => said).toContain('Connected to the server')
  await expect.poll(() => said.find((words) => words.startsWith('Message from server:'))).toContain('"type":"hello"')
  await expect.poll(() => said, { timeout: 35_000 }).toContain('Connection closed')
  expect(said.find((words) => words.startsWith('It ended:'))).toMatch(/^It ended: 4401 .*\w+ \w+/)
})

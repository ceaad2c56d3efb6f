import { request } from 'node:http'
import { text } from 'node:stream/consumers'

/** A request line as it is: fetch would refuse the method or resolve the dots of the path before it asks. */
export const rawRequest = (
  port: number | string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: body }), reject)
    })
    sent.on('error', reject).end()
  })

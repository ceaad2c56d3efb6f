import { ok } from 'node:assert/strict'
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Post } from '../../services/notify/outside.ts'

/** A push as it came, and what the device reads in it. */
export interface Heard {
  headers: IncomingHttpHeaders
  notice: { title: string; body: string; path: string; tag: string }
}

/** A push service of our own, with one device that reads what is sent to it (RFC 8291, RFC 8188) and checks who signed it (RFC 8292). */
export async function pushService() {
  const device = createECDH('prime256v1')
  device.generateKeys()
  const auth = randomBytes(16)
  const heard: Heard[] = []
  const asked: IncomingHttpHeaders[] = []
  const answers: number[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      asked.push(request.headers)
      const status = answers.shift() ?? 201
      if (status === 201) heard.push({ headers: request.headers, notice: JSON.parse(read(Buffer.concat(chunks), device, auth)) })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://localhost:${(server.address() as AddressInfo).port}/device/one`
  const subscription = { endpoint, p256dh: device.getPublicKey('base64url'), auth: auth.toString('base64url') }
  /** The real one goes to the Internet only. */
  const post: Post = async ({ url, headers, body }, signal) => (await fetch(url, { method: 'POST', headers, body: new Uint8Array(body), signal })).status
  return { heard, asked, answers, endpoint, subscription, post, [Symbol.asyncDispose]: () => new Promise<void>((done) => void server.close(() => done())) }
}

function read(body: Buffer, device: ReturnType<typeof createECDH>, auth: Buffer): string {
  const [salt, idLength] = [body.subarray(0, 16), body[20] ?? 0]
  const [theirs, sealed] = [body.subarray(21, 21 + idLength), body.subarray(21 + idLength)]
  const derive = (key: Buffer, with_: Buffer, info: Buffer, length: number) => Buffer.from(hkdfSync('sha256', key, with_, info, length))
  const shared = derive(device.computeSecret(theirs), auth, Buffer.concat([Buffer.from('WebPush: info\0'), device.getPublicKey(), theirs]), 32)
  const key = derive(shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const opener = createDecipheriv('aes-128-gcm', key, nonce)
  opener.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()])
  const end = plain.lastIndexOf(2)
  ok(end > 0, 'the end of the padding')
  return plain.subarray(0, end).toString()
}

/** Who signed it, for whom; throws where the signature is not of the key it names. */
export function signedBy({ authorization = '' }: IncomingHttpHeaders): { key: string; claims: { aud: string; exp: number; sub: string } } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const by = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const }
  ok(verify('sha256', Buffer.from(`${head}.${claims}`), by, Buffer.from(signature, 'base64url')), 'the signature')
  return { key, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) }
}

import { lookup } from 'node:dns'
import { request } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Addresses of this machine and of the networks around it: nobody outside may have the server knock there. */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

export const isInside = (address: string): boolean => inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

const outsideOnly: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (failure, found) => {
    const bad = found?.find(({ address }) => isInside(address))
    const [first] = found ?? []
    if (failure || bad || !first) return done(failure ?? new Error(`${hostname} is not out there`), '')
    if (options.all) done(null, found)
    else done(null, first.address, first.family)
  })
}

export interface Posted {
  url: string
  headers: Record<string, string>
  body: Buffer
}

/** Says something to a server of the Internet, and answers its status. Never to what is inside, and not where it redirects to. */
export type Post = (posted: Posted, signal: AbortSignal) => Promise<number>

export const postOutside: Post = ({ url, headers, body }, signal) =>
  new Promise((resolve, reject) => {
    const { protocol, hostname } = new URL(url)
    const literal = hostname.replace(/^\[|\]$/g, '')
    if (protocol !== 'https:' || (isIP(literal) !== 0 && isInside(literal))) return reject(new Error('Pushes go to servers of the Internet only'))
    const asked = request(url, { method: 'POST', headers, lookup: outsideOnly, signal, timeout: 10_000 }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('timeout', () => asked.destroy(new Error('No answer in time')))
    asked.on('error', reject)
    asked.end(body)
  })

import { gzipSync } from 'node:zlib'

/** Kilobytes, after gzip, of the scripts that the served page names. */
export async function scriptWeight(url: string): Promise<number> {
  const html = await (await fetch(url)).text()
  // What only browsers without modules load is not of the first load of any browser that we support.
  const tags = Array.from(html.matchAll(/<script[^>]*>/gi), ([tag]) => tag).filter((tag) => !/\snomodule/i.test(tag))
  const sources = new Set(tags.flatMap((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? []))
  if (sources.size === 0) throw new Error('The page names no script')
  const sizes = await Promise.all([...sources].map(async (source) => gzipSync(await (await fetch(new URL(source, url))).bytes(), { level: 9 }).length))
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000
}

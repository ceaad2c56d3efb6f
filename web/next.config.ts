import path from 'node:path'
import type { NextConfig } from 'next'

const dev = process.env.NODE_ENV === 'development'
/** Exported to here; bin/setup.mjs has a second folder for a home elsewhere. */
const out = process.env.PARLEY_OUT ?? 'out'
const server = process.env.PARLEY_SERVER ?? 'http://127.0.0.1:3000'

/** The application is exported as files; the backend answers every application path with its one page, and so does `next dev` by these rewrites. */
const inDev: NextConfig = {
  allowedDevOrigins: ['127.0.0.1'],
  async rewrites() {
    return [
      { source: '/api/:path*', destination: `${server}/api/:path*` },
      { source: '/c/:path*', destination: '/' },
      { source: '/invite/:path*', destination: '/' },
      { source: '/search', destination: '/' },
      { source: '/later', destination: '/' },
      { source: '/settings/:path*', destination: '/' },
      ...['login', 'register', 'design'].map((screen) => ({ source: `/${screen}`, destination: '/' })),
    ]
  },
}

const config: NextConfig = {
  ...(dev ? inDev : { output: 'export', distDir: out === 'out' ? '.next' : out }),
  images: { unoptimized: true },
  transpilePackages: ['@parley/client', '@parley/protocol'],
  turbopack: { root: path.join(import.meta.dirname, '..') },
  reactStrictMode: true,
  poweredByHeader: false,
}

export default config

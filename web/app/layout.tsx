import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { languageScript } from '../lib/locale.ts'
import { themeScript } from '../lib/theme.ts'
import './globals.css'

export const metadata: Metadata = {
  title: 'Parley',
  description: 'Conversations that lose nothing.',
  robots: { index: false },
  manifest: '/manifest.webmanifest',
}
export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fdfcfb' },
    { media: '(prefers-color-scheme: dark)', color: '#181715' },
  ],
}

/** Theme and language are set before the first paint; the server allows this one inline script by its hash. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constants */}
        <script dangerouslySetInnerHTML={{ __html: `${themeScript};${languageScript}` }} />
      </head>
      <body>{children}</body>
    </html>
  )
}

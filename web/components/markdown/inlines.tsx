import { createElement, Fragment, type ReactNode } from 'react'
import type { Inline } from '../../lib/markdown/tree.ts'
import { ChannelName, Mention } from './named.tsx'
import { Spoiler } from './spoiler.tsx'

const ELEMENTS = { strong: 'strong', emphasis: 'em', strike: 'del' } as const

/** Nodes have no identity of their own, so they stand as children without keys. */
export const drawInlines = (inner: readonly Inline[]): ReactNode => createElement(Fragment, null, ...inner.map(drawInline))

function drawInline(node: Inline): ReactNode {
  switch (node.is) {
    case 'text':
      return node.text
    case 'code':
      return <code>{node.text}</code>
    case 'strong':
    case 'emphasis':
    case 'strike':
      return createElement(ELEMENTS[node.is], null, drawInlines(node.inner))
    case 'spoiler':
      return <Spoiler>{drawInlines(node.inner)}</Spoiler>
    case 'link':
      return (
        <a href={node.href} title={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {drawInlines(node.inner)}
        </a>
      )
    case 'mention':
      return <Mention handle={node.handle} text={node.text} />
    case 'channel':
      return <ChannelName name={node.name} text={node.text} />
    case 'part':
      return <node.Part text={node.text} />
  }
}

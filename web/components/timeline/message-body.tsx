import { createElement, Fragment, memo, type ReactNode, useMemo } from 'react'
import { useFormats, useWords } from '../../hooks/use-words.ts'
import { type Block, blocksOf, type Piece } from '../../lib/text.ts'

/** The words of a message: text nodes, code and safe links. Its pieces have no identity of their own, so they stand as children without keys. */
export const MessageBody = memo(function MessageBody({ content, editedAt }: { content: string; editedAt: number | null }) {
  const blocks = useMemo(() => blocksOf(content), [content])
  return createElement('div', { className: 'body', dir: 'auto' }, ...blocks.map(drawBlock), editedAt !== null && <Edited at={editedAt} />)
})

function Edited({ at }: { at: number }) {
  const say = useWords().timeline
  const { whole } = useFormats()
  return (
    <small className="edited" title={say.editedAt(whole(at))}>
      {' '}
      {say.edited}
    </small>
  )
}

function drawBlock(block: Block): ReactNode {
  return block.is === 'fence' ? <pre>{block.text}</pre> : createElement(Fragment, null, ...block.pieces.map(drawPiece))
}

function drawPiece(piece: Piece): ReactNode {
  if (piece.is === 'text') return piece.text
  if (piece.is === 'code') return <code>{piece.text}</code>
  return (
    <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
      {piece.text}
    </a>
  )
}

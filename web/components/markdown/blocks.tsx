import clsx from 'clsx'
import { createElement, Fragment, type ReactNode } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import type { Block, Inline, Item } from '../../lib/markdown/tree.ts'
import { CodeBlock } from './code-block.tsx'
import { drawInlines } from './inlines.tsx'

type Of<Is extends Block['is']> = Extract<Block, { is: Is }>

export const drawBlocks = (blocks: readonly Block[]): ReactNode => createElement(Fragment, null, ...blocks.map(drawBlock))

function drawBlock(block: Block): ReactNode {
  switch (block.is) {
    case 'paragraph':
      return <p>{drawInlines(block.inner)}</p>
    case 'heading':
      // Under the conversation's own heading no level may be left out, whatever was written.
      return <h2 className={clsx(block.level < 3 && 'large')}>{drawInlines(block.inner)}</h2>
    case 'quote':
      return <blockquote>{drawBlocks(block.blocks)}</blockquote>
    case 'list':
      return createElement(block.ordered ? 'ol' : 'ul', null, ...block.items.map(drawItem))
    case 'fence':
      return <CodeBlock language={block.language} text={block.text} />
    case 'table':
      return <Table table={block} />
    case 'rule':
      return <hr />
  }
}

function drawItem({ number, checked, blocks }: Item): ReactNode {
  return (
    <li value={number ?? undefined} className={clsx(checked !== null && 'task')}>
      {checked !== null && <TaskBox checked={checked} />}
      {drawBlocks(blocks)}
    </li>
  )
}

function TaskBox({ checked }: { checked: boolean }) {
  const { markdown: labels } = useWords()
  return <input type="checkbox" checked={checked} disabled aria-label={checked ? labels.done : labels.open} />
}

/** A wide table scrolls in a box of its own. */
function Table({ table }: { table: Of<'table'> }) {
  const { markdown: labels } = useWords()
  const [head = [], ...rows] = table.rows
  const cells = (tag: 'th' | 'td', row: Inline[][]) =>
    createElement('tr', null, ...row.map((inner, column) => createElement(tag, { className: table.align[column] ?? undefined }, drawInlines(inner))))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div className="table-box" role="group" tabIndex={0} aria-label={labels.table}>
      <table>
        <thead>{cells('th', head)}</thead>
        {createElement('tbody', null, ...rows.map((row) => cells('td', row)))}
      </table>
    </div>
  )
}

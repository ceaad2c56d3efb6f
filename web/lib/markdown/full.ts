import { type CompileContext, type Extension as Compiler, fromMarkdown, type Token } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import { blocksOf } from './blocks.ts'
import { doubled } from './doubled.ts'
import type { Tree } from './tree.ts'

/** What a chat does not read: HTML, underlined headings, indented code, definitions, `&nbsp;`. It stays as it was typed. */
const disable = { null: ['setextUnderline', 'htmlFlow', 'htmlText', 'codeIndented', 'definition', 'characterReference'] }
const syntax = [{ disable }, gfmAutolinkLiteral(), gfmTable(), gfmTaskListItem(), doubled('~', 'strike'), doubled('|', 'spoiler')]

function address(scheme: string) {
  return function enter(this: CompileContext, token: Token): undefined {
    const words = this.sliceSerialize(token)
    this.enter({ type: 'link', title: null, url: scheme + words, children: [] }, token)
    this.enter({ type: 'text', value: words }, token)
    this.exit(token)
  }
}

function leave(this: CompileContext, token: Token): undefined {
  this.exit(token)
}

const ours: Compiler = {
  canContainEols: ['delete', 'spoiler'],
  enter: {
    strike(token) {
      this.enter({ type: 'delete', children: [] }, token)
    },
    spoiler(token) {
      this.enter({ type: 'spoiler', children: [] }, token)
    },
    literalAutolinkHttp: address(''),
    literalAutolinkWww: address('http://'),
    literalAutolinkEmail: address('mailto:'),
  },
  exit: { strike: leave, spoiler: leave, literalAutolinkHttp: leave, literalAutolinkWww: leave, literalAutolinkEmail: leave },
}
const compile = [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown(), ours]

/** Reads a source with all that is understood. */
export function parseFull(source: string): Tree {
  return blocksOf(fromMarkdown(source, { extensions: syntax, mdastExtensions: compile }).children, { source, depth: 0 })
}

/** One system call of a trace made by `strace -f -ttt -T -yy`: times in seconds, `end` when it returned. */
export interface Call {
  thread: number
  name: string
  start: number
  end: number
  /** Arguments as printed, with the path or the address behind each descriptor. */
  args: string
  result: number
  /** Its line, so that a reader can look it up. */
  line: number
}

const WHOLE = /^(\d+)\s+(\d+\.\d+) (\w+)\((.*)\)\s+= (-?\d+).*<(\d+\.\d+)>$/s
const BEGUN = /^(\d+)\s+(\d+\.\d+) (\w+)\((.*) <unfinished \.\.\.>$/s
const RESUMED = /^(\d+)\s+(\d+\.\d+) <\.\.\. (\w+) resumed>(.*)\)\s+= (-?\d+).*<(\d+\.\d+)>$/s

/** Reads a trace. A call during which another thread was seen stands on two lines, which are joined. */
export function readTrace(text: string): Call[] {
  const calls: Call[] = []
  const begun = new Map<number, Call>()
  for (const [index, line] of text.split('\n').entries()) {
    const whole = WHOLE.exec(line)
    const opening = whole ? null : BEGUN.exec(line)
    const closing = whole || opening ? null : RESUMED.exec(line)
    if (whole) calls.push(callOf(whole, index + 1))
    if (opening) begun.set(Number(opening[1]), { ...callOf(opening, index + 1), end: Number.POSITIVE_INFINITY })
    if (closing) calls.push(...joined(begun, closing))
  }
  return calls.sort((a, b) => a.start - b.start)
}

function callOf([, thread, at, name = '', args = '', result, took]: RegExpExecArray, line: number): Call {
  return { thread: Number(thread), name, args, line, start: Number(at), end: Number(at) + Number(took ?? 0), result: Number(result ?? -1) }
}

function joined(begun: Map<number, Call>, [, thread, , , rest = '', result, took]: RegExpExecArray): Call[] {
  const call = begun.get(Number(thread))
  begun.delete(Number(thread))
  return call ? [{ ...call, args: call.args + rest, end: call.start + Number(took), result: Number(result) }] : []
}

export const isLogWrite = ({ name, args }: Call): boolean => /^p?writev?(64)?$/.test(name) && args.includes('.sqlite-wal>')
export const isLogSync = ({ name, args }: Call): boolean => (name === 'fsync' || name === 'fdatasync') && args.includes('.sqlite-wal>')
/** Bytes that leave for a client. */
export const isSocketWrite = ({ name, args }: Call): boolean => /^(writev?|sendto|sendmsg)$/.test(name) && /^\d+<TCP/.test(args)

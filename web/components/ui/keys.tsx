import { isMac, keyNames } from '../../lib/shortcuts.ts'

/** A shortcut as it stands on the keyboard. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keyNames(keys, isMac()).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  )
}

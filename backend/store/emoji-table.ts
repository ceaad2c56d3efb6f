/** An emoji of the workspace's own. Removed it has no picture. */
export interface EmojiTable {
  id: string
  name: string
  /** JSON of its further names. */
  aliases: string
  /** What its picture is called, for ever. */
  file: string
  created_by: string
  /** Milliseconds since 1970. */
  created_at: number
  removed_at: number | null
  rev: number
  /** Base64. */
  picture: string
}

/** What bin/worker.mjs knows about the build, written into the worker. */
export interface Build {
  /** Changes when anything that is kept beforehand changes. */
  id: string
  /** Where the page without anybody's values is to be had. */
  shell: string
  /** Paths that the first load needs. */
  files: readonly string[]
}

declare const __BUILD__: Build
export const build: Build = __BUILD__

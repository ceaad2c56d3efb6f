import { beforeEach } from 'vitest'
import { entryFor } from '../../bench/proofs/suite/left-out.ts'

/** Three nodes leave out what is on the list, by name and with its reason. */
if (process.env.TEST_STORE === 'cluster')
  beforeEach(({ task, skip }) => {
    const names = [task.name]
    for (let { suite } = task; suite; { suite } = suite) names.unshift(suite.name)
    const entry = entryFor(task.file.filepath, names.join(' '))
    if (entry) skip(entry.why)
  })

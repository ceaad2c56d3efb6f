import { z } from 'zod'
import { schemaVersion } from '../migrate.ts'
import { type PartName, partNames } from '../parts.ts'
import { Refusal } from './house.ts'

export const MANIFEST = 'manifest.json'
export const FORMAT = 1

const partSchema = z.object({
  file: z.string().regex(/^[a-z_]+\.jsonl\.gz$/),
  rows: z.int().min(0),
  /** Of the file as it lies there: `sha256sum` says the same. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
})

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  /** Of Parley. */
  version: z.string(),
  schema: z.array(z.string()).min(1).readonly(),
  createdAt: z.iso.datetime(),
  workspace: z.object({ id: z.string(), name: z.string(), epoch: z.string() }),
  parts: z.record(z.string(), partSchema),
})

export type ArchivedPart = z.infer<typeof partSchema>
export type Manifest = Omit<z.infer<typeof manifestSchema>, 'parts'> & { parts: Record<PartName, ArchivedPart> }

/** Reads a manifest. Throws in words for one that this version cannot restore. */
export function readManifest(text: string): Manifest {
  const said = parsed(text)
  const format = z.object({ format: z.number() }).safeParse(said)
  if (format.success && format.data.format > FORMAT)
    throw new Refusal(`This backup has the format ${format.data.format}; this version of Parley reads ${FORMAT}. Restore it with a newer version.`)
  const read = manifestSchema.safeParse(said)
  if (!read.success) throw new Refusal(`${MANIFEST} is damaged: ${read.error.issues[0]?.path.join('.')} ${read.error.issues[0]?.message}.`)
  const manifest = read.data
  if (manifest.schema.join() !== schemaVersion.join())
    throw new Refusal(
      `This backup was made by Parley ${manifest.version} with the tables of ${manifest.schema.at(-1)}; these are those of ${schemaVersion.at(-1)}. Restore it with the version that made it, then start this one on it.`,
    )
  const wrong = [...partNames.filter((name) => !manifest.parts[name]), ...Object.keys(manifest.parts).filter((name) => !partNames.includes(name as PartName))]
  if (wrong.length > 0) throw new Refusal(`${MANIFEST} is damaged: the tables ${wrong.join(', ')} are missing in it or unknown.`)
  return manifest as Manifest
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(`${MANIFEST} is damaged: it is not JSON.`)
  }
}

'use client'

import { ImagePlus } from 'lucide-react'
import { type DragEvent, useState } from 'react'

interface Props {
  label: string
  hint: string
  /** Base64 of what was chosen. */
  picture: string
  onTake: (file: File) => void
}

/** A picture to be chosen, or dropped here. */
export function PictureField({ label, hint, picture, onTake }: Props) {
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const [file] = files ?? []
    if (file) onTake(file)
  }
  const drag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault()
    setOver(isOver)
  }
  const drop = (event: DragEvent) => {
    drag(event, false)
    take(event.dataTransfer.files)
  }
  return (
    <label
      className="picture-field"
      data-over={over || undefined}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={drop}
    >
      <input
        type="file"
        className="visually-hidden"
        accept="image/*"
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
        data-first
      />
      {picture === '' ? (
        <ImagePlus size={22} aria-hidden="true" />
      ) : (
        // biome-ignore lint/performance/noImgElement: not even on a server yet
        <img className="emoji-large" src={`data:image/*;base64,${picture}`} alt="" />
      )}
      <span>
        <b>{label}</b>
        <small>{hint}</small>
      </span>
    </label>
  )
}

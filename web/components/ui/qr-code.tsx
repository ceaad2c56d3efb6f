'use client'

import { useEffect, useState } from 'react'
import { qrPath } from '../../lib/qr.ts'

/** A link as a QR code: black on white in every theme, with the quiet margin that scanners need. */
export function QrCode({ label, link }: { label: string; link: string }) {
  const [drawn, setDrawn] = useState<{ size: number; path: string } | null>(null)
  useEffect(() => {
    let here = true
    import('uqr').then(({ encode }) => here && setDrawn(qrPath(encode(link, { ecc: 'M', border: 4 }).data))).catch(() => {})
    return () => {
      here = false
    }
  }, [link])
  if (!drawn) return <div className="qr" aria-busy="true" />
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${drawn.size} ${drawn.size}`} shapeRendering="crispEdges">
      <path d={drawn.path} />
    </svg>
  )
}

import { Boundary } from '../components/boundary.tsx'
import { LaterUpdateLine } from '../components/later-update-line.tsx'
import { Shell } from '../components/shell.tsx'
import { Spoken } from '../components/spoken.tsx'

/** The one page of the application. The server answers every path with it; the path decides what is shown. */
export default function Page() {
  return (
    <Spoken>
      <Boundary what="Parley">
        <Shell />
        <LaterUpdateLine />
      </Boundary>
    </Spoken>
  )
}

import { Boundary } from '../components/boundary.tsx'
import { Shell } from '../components/shell.tsx'
import { Spoken } from '../components/spoken.tsx'
import { UpdateLine } from '../components/update-line.tsx'

/** The one page of the application. The server answers every path with it; the path decides what is shown. */
export default function Page() {
  return (
    <Spoken>
      <Boundary what="Parley">
        <Shell />
        <UpdateLine />
      </Boundary>
    </Spoken>
  )
}

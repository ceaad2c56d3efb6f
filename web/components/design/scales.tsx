import { Specimen } from './specimen.tsx'

const sizes = ['2xs', 'xs', 'sm', 'base', 'md', 'lg', 'xl', '2xl']
const spaces = ['1', '2', '3', '4', '5', '6', '8', '10']

/** Type, space, corners, shadows and motion. */
export function Scales() {
  return (
    <>
      <Specimen title="Type" column>
        {sizes.map((size) => (
          <p key={size} style={{ fontSize: `var(--t-${size})` }}>
            {size} · The tide turns at twenty past four
          </p>
        ))}
        <p style={{ fontFamily: 'var(--mono)' }}>mono · const berth = 4</p>
      </Specimen>
      <Specimen title="Space: multiples of 4" column>
        {spaces.map((space) => (
          <div key={space} className="ruler" style={{ inlineSize: `var(--s${space})` }} title={`s${space}`} />
        ))}
      </Specimen>
      <Specimen title="Corners, shadows, motion">
        {['sm', 'md', 'lg', 'full'].map((corner) => (
          <div key={corner} className="block" style={{ borderRadius: `var(--r-${corner})` }}>
            {corner}
          </div>
        ))}
        {['1', '2'].map((depth) => (
          <div key={depth} className="block" style={{ boxShadow: `var(--shadow-${depth})` }}>
            shadow {depth}
          </div>
        ))}
        {['quick', 'calm'].map((pace) => (
          <button key={pace} type="button" className="block moves" style={{ transition: `translate var(--${pace})` }}>
            {pace}
          </button>
        ))}
      </Specimen>
    </>
  )
}

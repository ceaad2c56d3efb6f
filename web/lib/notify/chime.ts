let audio: AudioContext | undefined

/** Two soft notes. Before the person has touched the page the browser plays nothing, and that is no failure. */
export function chime(): void {
  try {
    audio ??= new AudioContext()
    const begin = audio.currentTime
    for (const [at, pitch] of [
      [0, 659],
      [0.12, 880],
    ] as const) {
      const [tone, loudness] = [audio.createOscillator(), audio.createGain()]
      tone.frequency.value = pitch
      loudness.gain.setValueAtTime(0.06, begin + at)
      loudness.gain.exponentialRampToValueAtTime(0.001, begin + at + 0.35)
      tone.connect(loudness).connect(audio.destination)
      tone.start(begin + at)
      tone.stop(begin + at + 0.4)
    }
  } catch {
    // no sound here
  }
}

/** How long a person looks at nothing before the page comes from here. */
const PATIENCE_MS = 3_000

/** A proxy whose server is gone. */
const isGone = (status: number): boolean => status >= 502 && status <= 504

/** The page from the network; the bare shell where it does not answer, or not soon. */
export async function page(network: Promise<Response>, shell: () => Promise<Response | undefined>): Promise<Response> {
  const patience = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null))
  const answered = network.then(
    (response) => (isGone(response.status) ? null : response),
    () => null,
  )
  return (await Promise.race([answered, patience])) ?? (await shell()) ?? network
}

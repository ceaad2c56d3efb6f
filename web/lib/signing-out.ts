let leaving = false

/** True from the moment a person signs out here until the page is left: there is nothing to explain to them. */
export const isLeaving = (): boolean => leaving
export const leave = (now: boolean): void => {
  leaving = now
}

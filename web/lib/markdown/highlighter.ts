/** By name, so that the bundler leaves out the languages this package carries along. */
export { createLowlight } from 'lowlight'

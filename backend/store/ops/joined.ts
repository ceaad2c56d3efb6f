import { ChatError } from '@parley/protocol'

/** Answers each input of a batch alone: a refusal of one is its answer and nobody else's. */
export const answerEach = <In, Out>(inputs: readonly In[], answer: (input: In) => Out): (Out | ChatError)[] =>
  inputs.map((input) => {
    try {
      return answer(input)
    } catch (failure) {
      if (failure instanceof ChatError) return failure
      throw failure
    }
  })

/** The answer of a batch of one. */
export function only<Out>([answer]: readonly (Out | ChatError)[]): Out {
  if (answer instanceof ChatError) throw answer
  if (answer === undefined) throw new Error('A batch of one has no answer')
  return answer
}

/** What the server of this bench answers. */
export const answerText = 'Hello from this machine.'

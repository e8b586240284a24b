/** The tool whose arguments are the structured output, in tool mode. */
export const finalOutputTool = 'final_output'

/** The name under which a block that could not be read as a call goes into the conversation. No tool can have it. */
export const malformedCall = 'malformed tool_call'

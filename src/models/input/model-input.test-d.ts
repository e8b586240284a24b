import { describe, expectTypeOf, it } from 'vitest'
import type { Conversation, InputPart, UserInput } from '../../messages/conversation.ts'
import type { LanguageModelV4, ModelName, ModelReference } from '../model.ts'
import { isMediaType, type MediaKind } from './media-kind.ts'
import type { InputPartFor, ModelInputKind, UserInputFor } from './model-input.ts'

const data = new Uint8Array([1])
const take = <Model>(_input: UserInputFor<Model>): void => undefined

describe('the kinds of files that a model takes', () => {
  it('are known for a model that is known by name, however it is written', () => {
    expectTypeOf<ModelInputKind<'openai:gpt-3.5-turbo'>>().toEqualTypeOf<never>()
    expectTypeOf<ModelInputKind<'openai:gpt-4o'>>().toEqualTypeOf<'image' | 'pdf'>()
    expectTypeOf<ModelInputKind<'openai/gpt-4o'>>().toEqualTypeOf<'image' | 'pdf'>()
    expectTypeOf<ModelInputKind<'gpt-4o'>>().toEqualTypeOf<'image' | 'pdf'>()
    expectTypeOf<ModelInputKind<'claude-sonnet-4-6'>>().toEqualTypeOf<'image' | 'pdf'>()
    expectTypeOf<ModelInputKind<'amazon.nova-micro-v1:0'>>().toEqualTypeOf<never>()
    expectTypeOf<ModelInputKind<'groq/openai/gpt-oss-120b'>>().toEqualTypeOf<never>()
    expectTypeOf<ModelInputKind<'google:gemini-2.5-pro'>>().toEqualTypeOf<MediaKind>()
  })

  it('are all kinds for any other model', () => {
    expectTypeOf<ModelInputKind<'vllm:mine'>>().toEqualTypeOf<MediaKind>()
    // Bare names of these providers mean another one: a model of OpenAI's that nobody knows.
    expectTypeOf<ModelInputKind<'deepseek-v4-pro'>>().toEqualTypeOf<MediaKind>()
    expectTypeOf<ModelInputKind<'openai/gpt-oss-120b'>>().toEqualTypeOf<MediaKind>()
    expectTypeOf<ModelInputKind<string>>().toEqualTypeOf<MediaKind>()
    expectTypeOf<ModelInputKind<ModelName>>().toEqualTypeOf<MediaKind>()
    expectTypeOf<ModelInputKind<ModelReference>>().toEqualTypeOf<MediaKind>()
    expectTypeOf<ModelInputKind<LanguageModelV4>>().toEqualTypeOf<MediaKind>()
    expectTypeOf<ModelInputKind<() => 'openai:gpt-4'>>().toEqualTypeOf<MediaKind>()
  })

  it('are those that all of several models take', () => {
    expectTypeOf<ModelInputKind<'openai:gpt-4o' | 'google:gemini-2.5-pro'>>().toEqualTypeOf<'image' | 'pdf'>()
    expectTypeOf<ModelInputKind<'openai:gpt-4o' | 'openai:gpt-4'>>().toEqualTypeOf<never>()
  })
})

describe('the input for a model', () => {
  it('holds texts, data and the files that it takes', () => {
    take<'openai:gpt-3.5-turbo'>('text')
    take<'openai:gpt-3.5-turbo'>([
      { type: 'text', text: 'Read this:' },
      { type: 'data', data: { a: 1 } },
      { type: 'file', mediaType: 'text/csv', data },
      { type: 'file', mediaType: 'application/json', data },
    ])
    take<'openai:gpt-4o'>([
      { type: 'file', mediaType: 'image/png', data },
      { type: 'file', mediaType: 'image/*', data: new URL('https://example.org/a') },
      { type: 'file', mediaType: 'application/pdf', data: 'JVBERi0=', filename: 'a.pdf' },
    ])
    take<'google:gemini-2.5-pro'>([{ type: 'file', mediaType: 'video/mp4', data }])
  })

  it('does not compile with a file that the model does not take', () => {
    // @ts-expect-error It takes no images.
    take<'openai:gpt-3.5-turbo'>([{ type: 'file', mediaType: 'image/png', data }])
    // @ts-expect-error It takes no PDF documents.
    take<'openai:gpt-3.5-turbo'>([{ type: 'file', mediaType: 'application/pdf', data }])
    // @ts-expect-error It takes no audio.
    take<'openai:gpt-4o'>([{ type: 'file', mediaType: 'audio/mpeg', data }])
    // @ts-expect-error It takes no video.
    take<'anthropic:claude-sonnet-4-6'>([{ type: 'file', mediaType: 'video/mp4', data }])
  })

  it('may be a conversation, whose files are judged when it is sent', () => {
    expectTypeOf<Conversation>().toExtend<UserInputFor<'openai:gpt-3.5-turbo'>>()
    take<'openai:gpt-3.5-turbo'>({ messages: [{ role: 'user', content: 'Hello' }] })
  })

  it('takes a media type that is known at run time only once its kind is', () => {
    const upload: { readonly type: string } = { type: 'image/png' }
    // @ts-expect-error It may be of a kind that the model does not take.
    take<'openai:gpt-4o'>([{ type: 'file', mediaType: upload.type, data }])
    if (isMediaType(upload.type, 'image')) take<'openai:gpt-4o'>([{ type: 'file', mediaType: upload.type, data }])
    // A model that takes all kinds takes any.
    take<'google:gemini-2.5-pro'>([{ type: 'file', mediaType: upload.type, data }])
    take<string>([{ type: 'file', mediaType: upload.type, data }])
    expectTypeOf<InputPart>().toExtend<InputPartFor<ModelName>>()
    expectTypeOf<UserInput>().toExtend<UserInputFor<string>>()
    expectTypeOf<UserInputFor<'openai:gpt-4o'>>().toExtend<UserInput>()
  })
})

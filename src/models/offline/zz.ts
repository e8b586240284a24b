import { fillSchema } from './fill-schema.ts'
import { readSource } from './source.ts'
const t = async (schema: any, text = 'Some text') => { const r = await fillSchema(schema, { source: readSource([text]) }); console.log(JSON.stringify(r), JSON.stringify(schema).slice(0,100)) }
await t({ allOf: [{ type:'string', pattern: '^ab' }, { pattern: 'z$' }, { minLength: 6 }] })
await t({ type:'string', not: { const: 'Some text' } })
await t({ type:'integer', not: { enum: [0, 1] } })
await t({ oneOf: [{ type: 'number' }, { type: 'integer' }] })
await t({ type:'object', properties:{ kind:{enum:['a','b']} }, required:['kind'], if: { properties: { kind: { const: 'a' } } }, then: { properties:{x:{type:'number'}}, required: ['x'] }, else: { properties:{y:{type:'string'}}, required: ['y'] } })
await t({ type:'array', contains: { const: 5 }, minItems: 2 })
await t({ type:'object', required:['a'], properties:{a:{$ref:'#'}} })
await t({ type:'array', items: { type:'boolean' }, minItems: 2, uniqueItems: true })
await t({ type:'object', patternProperties: { '^x_': { type:'number' } }, additionalProperties: false, minProperties: 1 }, 'x_a: 5')
await t({ type:'object', propertyNames: { pattern: '^[a-z]+$' }, additionalProperties: { type:'integer' } }, 'foo: 5\nBar: 6')
await t({ type:'object', properties: { a: {type:'string'}, b: {type:'string'}}, dependencies: { a: ['b'] } }, 'a: hello')
await t(false)
await t(true)
await t({ type:'string', enum: ['x'], const: 'x' })
await t({ $ref: '#/definitions/nope' })

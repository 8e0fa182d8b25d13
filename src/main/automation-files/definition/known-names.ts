import { z } from 'zod'

/** Names that the object at a place of a schema may have; none where there is no object. */
export function knownNames(schema: z.core.$ZodType, path: readonly (string | number)[]): readonly string[] {
  let found: z.core.$ZodType | undefined = schema
  for (const step of path) found = found === undefined ? undefined : below(bare(found), step)
  const last = found === undefined ? undefined : bare(found)
  return last instanceof z.ZodObject ? Object.keys(last.shape) : []
}

/** Without what wraps it; of several forms, the one that has names. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return bare(schema.def.innerType)
  if (!(schema instanceof z.ZodUnion)) return schema
  const options = schema.def.options.map(bare)
  return options.find((one) => one instanceof z.ZodObject || one instanceof z.ZodArray) ?? schema
}

function below(schema: z.core.$ZodType, step: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodArray) return schema.def.element
  return schema instanceof z.ZodObject ? schema.def.shape[String(step)] : undefined
}

import * as v from 'valibot'
import { templateFolderLimit, templateKinds, templateTextLimit, templateTitleLimit, unknownPlaceholders } from './templates'

// What is written, from outside. Apart from what pages know of ready texts, as in id-schemas.ts.

const fields = {
  kind: v.picklist(templateKinds),
  title: v.pipe(v.string('template_title_empty'), v.trim(), v.minLength(1, 'template_title_empty'), v.maxLength(templateTitleLimit, 'template_title_too_long')),
  text: v.pipe(
    v.string('template_text_empty'), v.trim(), v.minLength(1, 'template_text_empty'), v.maxLength(templateTextLimit, 'template_text_too_long'),
    v.check(text => unknownPlaceholders(text).length === 0, 'template_placeholder_unknown'),
  ),
  /** Name of the folder it lies in; empty for none. */
  folder: v.pipe(v.string(), v.trim(), v.maxLength(templateFolderLimit, 'template_folder_too_long')),
  /** Whether everybody in the portal sees it. */
  shared: v.boolean(),
}

/** `POST /api/templates`. The id is the writer's, so that a repeated request cannot write it twice. */
export const NewTemplateSchema = v.strictObject({ id: v.pipe(v.string(), v.uuid()), ...fields })
export type NewTemplate = v.InferOutput<typeof NewTemplateSchema>

/** `PATCH /api/templates/:id`. `version` is the one the person saw when they began. */
export const TemplateChangeSchema = v.strictObject({ ...fields, version: v.pipe(v.number(), v.integer(), v.minValue(1)) })
export type TemplateChange = v.InferOutput<typeof TemplateChangeSchema>

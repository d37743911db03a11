import type { Field } from './field.ts';

/** What can be filled in without a file; undefined when there is nothing without one. */
export function withoutUploads(field: Field): Field | undefined {
  switch (field.kind) {
    case 'upload':
      return undefined;
    case 'object': {
      const properties = field.properties.flatMap((property) => {
        const each = withoutUploads(property.field);
        if (!each) return property.isRequired ? [undefined] : [];
        return [{ ...property, field: each }];
      });
      const kept = properties.filter((property) => property !== undefined);
      return kept.length === properties.length ? { ...field, properties: kept } : undefined;
    }
    case 'choice': {
      const { note: _note, ...rest } = field;
      const options = field.options.flatMap((option) => {
        const each = withoutUploads(option.field);
        return each ? [{ ...option, field: each }] : [];
      });
      if (options.length === field.options.length) return { ...field, options };
      const [only] = options;
      if (options.length !== 1 || !only) return only && { ...rest, options };
      const { name, label } = only;
      return name === undefined
        ? only.field
        : { kind: 'object', properties: [{ name, label, field: only.field, isRequired: true }] };
    }
    case 'list': {
      const item = withoutUploads(field.item);
      return item && { ...field, item };
    }
    case 'text':
    case 'date':
    case 'number':
    case 'boolean':
    case 'enum':
    case 'constant':
    case 'json':
      return field;
  }
}

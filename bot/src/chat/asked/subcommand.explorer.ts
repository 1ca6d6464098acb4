import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants';
import { PATTERN_EXTRAS_METADATA } from '@nestjs/microservices/constants';
import { SubcommandRegistry } from './subcommand.registry';
import { isSubcommandSpec } from './subcommand.types';
import type { SubcommandSpec } from './subcommand.types';

/**
 * The commands that a module and those it imports bring, by name, read from their decorators: nothing is started, so
 * nothing needs a setting. For what is generated from the specs. Throws an Error when two have the same name.
 */
export function subcommandsOf(module: Type): SubcommandSpec[] {
  const registry = new SubcommandRegistry();
  for (const spec of [...reachableFrom(module)].flatMap(controllersOf).flatMap(specsOf)) registry.add(spec);
  return registry.list();
}

function reachableFrom(module: Type, found = new Set<Type>()): Set<Type> {
  if (found.has(module)) return found;
  found.add(module);
  for (const imported of classesIn(MODULE_METADATA.IMPORTS, module)) reachableFrom(imported, found);
  return found;
}

function controllersOf(module: Type): Type[] {
  return classesIn(MODULE_METADATA.CONTROLLERS, module);
}

/** Dynamic modules are left out: a command's module is a plain one. */
function classesIn(key: string, module: Type): Type[] {
  const listed: unknown = Reflect.getMetadata(key, module);
  return Array.isArray(listed) ? listed.filter((entry): entry is Type => typeof entry === 'function') : [];
}

function specsOf(controller: Type): SubcommandSpec[] {
  return Object.values(Object.getOwnPropertyDescriptors(controller.prototype as object)).flatMap(({ value }) => {
    if (typeof value !== 'function') return [];
    const extras: unknown = Reflect.getMetadata(PATTERN_EXTRAS_METADATA, value as object);
    if (typeof extras !== 'object' || extras === null || !('subcommand' in extras)) return [];
    return isSubcommandSpec(extras.subcommand) ? [extras.subcommand] : [];
  });
}

import { applyDecorators, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { TroubleFilter } from './trouble.filter';
import { RightGuard } from './right.guard';
import { RequiredRight } from './right.metadata';
import type { ActionSpec, SubcommandSpec } from './subcommand.types';
import { TimingInterceptor } from './timing.interceptor';
import { actionPattern, commandPattern } from './patterns';

/**
 * Makes a method of a controller the handler of a command. It gets the input that the spec's schema made and the
 * `Invocation`, and returns what to answer (see `Outcome`). Guard, filter and timing come with the decorator, so that no
 * command can be left without them.
 */
export function Subcommand(spec: SubcommandSpec): MethodDecorator {
  return applyDecorators(MessagePattern(commandPattern(spec.name), { subcommand: spec }), ...pipeline(spec.right));
}

/** Makes a method the handler of a button. It gets the payload that the spec's schema made and the `Invocation`. */
export function Action(spec: ActionSpec): MethodDecorator {
  return applyDecorators(MessagePattern(actionPattern(spec.id), { action: spec }), ...pipeline(spec.right));
}

function pipeline(right: SubcommandSpec['right']): MethodDecorator[] {
  return [
    handed,
    RequiredRight(right),
    UseGuards(RightGuard),
    UseInterceptors(TimingInterceptor),
    UseFilters(TroubleFilter),
  ];
}

/** Without these Nest hands a handler its payload alone. */
const handed: MethodDecorator = (target, key) => {
  Payload()(target, key, 0);
  Ctx()(target, key, 1);
};

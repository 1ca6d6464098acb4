import { Reflector } from '@nestjs/core';
import type { Right } from '../../domain/access/access.types';

/** What a handler's caller must be allowed to do. Alone in this file: the guard and the decorators both need it. */
export const RequiredRight = Reflector.createDecorator<Right>();

import { aws_ecr as ecr, aws_ecs as ecs } from 'aws-cdk-lib';

/** @param image a tag of `repository`, or a whole image URI */
export function imageOf(image: string, repository: ecr.IRepository): ecs.ContainerImage {
  if (isUri(image)) return ecs.ContainerImage.fromRegistry(image);
  return ecs.ContainerImage.fromEcrRepository(repository, image);
}

/** Whether that names an image by itself: a tag has no slash. */
export const isUri = (image: string): boolean => image.includes('/');

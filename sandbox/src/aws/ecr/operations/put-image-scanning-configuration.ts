import type { PutImageScanningConfigurationRequest, PutImageScanningConfigurationResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import type { EcrRegion } from '../state/ecr.region';

/** Kept and given back; nothing is scanned here. */
export const putImageScanningConfiguration = operation<
  EcrRegion,
  PutImageScanningConfigurationRequest,
  PutImageScanningConfigurationResponse
>({
  name: 'PutImageScanningConfiguration',
  run({ registryId, repositoryName, imageScanningConfiguration }, { state }) {
    const { settings } = state.repository(repositoryName, registryId);
    settings.scanOnPush = imageScanningConfiguration?.scanOnPush ?? false;
    return {
      registryId: settings.registryId,
      repositoryName: settings.name,
      imageScanningConfiguration: { scanOnPush: settings.scanOnPush },
    };
  },
});

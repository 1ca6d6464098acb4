import { Global, Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { AnnouncementsModule } from './announcements/announcements.module';
import { AnnouncementsOptions } from './announcements/announcements.options';
import { AwsModule } from './aws/aws.module';
import { AwsOptions } from './aws/aws.options';
import { ChatOptions } from './chat/slack/chat.options';
import { CommandsModule } from './commands/commands.module';
import { DoctorOptions } from './commands/doctor/doctor.options';
import type { EnvironmentConfig, Settings } from './config/config.schema';
import { AccessOptions } from './domain/access/access.types';
import { DeploymentsOptions } from './domain/deployments/deployment.types';
import { IncidentsOptions } from './domain/incidents/announcement.types';
import { JobsOptions } from './domain/jobs/jobs.types';
import { OutsideOptions } from './domain/outside/outside.types';
import { EnvironmentsOptions } from './domain/services/environment.types';
import { DEFAULT_ENVIRONMENT } from './domain/services/service-ref.types';
import { HealthModule } from './health/health.module';
import { HealthOptions } from './health/health.options';
import { HooksModule } from './hooks/hooks.module';
import { HooksOptions } from './hooks/hooks.options';
import { Clock, SystemClock } from './kernel/clock';
import { SignalsModule } from './signals/signals.module';
import { SignalsOptions } from './signals/signals.options';
import { StoreModule } from './store/store.module';
import { StoreOptions } from './store/store.options';

/** Hands the settings on as the plain values that each room asks for: no room but this one knows where they come from. */
@Global()
@Module({})
export class SettingsModule {
  static with(settings: Settings): DynamicModule {
    const providers = [{ provide: Clock, useClass: SystemClock }, ...optionsOf(settings)];
    return { module: SettingsModule, providers, exports: providers };
  }
}

function optionsOf(settings: Settings): Provider[] {
  const environments = environmentsOf(settings);
  const values: [abstract new () => object, object][] = [
    [AccessOptions, accessOptionsOf(settings)],
    [JobsOptions, { jobs: settings.RUN_JOBS, pollSeconds: settings.DEPLOYMENT_POLL_SECONDS }],
    [AnnouncementsOptions, announcementsOptionsOf(settings)],
    [AwsOptions, { environments }],
    [ChatOptions, chatOptionsOf(settings)],
    [DoctorOptions, doctorOptionsOf(settings)],
    [
      DeploymentsOptions,
      {
        pollSeconds: settings.DEPLOYMENT_POLL_SECONDS,
        stallSeconds: settings.DEPLOYMENT_STALL_SECONDS,
        settleMinutes: settings.SETTLE_MINUTES,
      },
    ],
    [EnvironmentsOptions, { environments: environments.map((one) => ({ ...one, isProtected: one.protected })) }],
    [HooksOptions, { imageSecret: settings.IMAGE_HOOK_SECRET }],
    [HealthOptions, { host: settings.HOST }],
    [IncidentsOptions, { episodeQuietSeconds: settings.EPISODE_QUIET_SECONDS }],
    [OutsideOptions, { deployerTags: settings.DEPLOYER_TAGS }],
    [
      SignalsOptions,
      { pollSeconds: settings.POLL_SECONDS, watch: settings.WATCH, insuranceHours: settings.INSURANCE_HOURS },
    ],
    [StoreOptions, storeOptionsOf(settings)],
  ];
  return values.map(([provide, useValue]) => ({ provide, useValue }));
}

function accessOptionsOf({ OPERATORS, ADMINISTRATORS, JOB_RUNNERS }: Settings): AccessOptions {
  return { operators: OPERATORS, administrators: ADMINISTRATORS, runners: JOB_RUNNERS };
}

function announcementsOptionsOf(settings: Settings): AnnouncementsOptions {
  const { ALERTS_CHANNEL: alertsChannel, SERVICE_CHANNELS: serviceChannels } = settings;
  return { alertsChannel, serviceChannels, isHandedOver: isHandedOver(settings) };
}

function doctorOptionsOf({ ALERTS_CHANNEL: alertsChannel, SERVICE_CHANNELS, WATCH: watch }: Settings): DoctorOptions {
  const others = SERVICE_CHANNELS.map(({ channel }) => channel).filter((channel) => channel !== alertsChannel);
  return { alertsChannel, serviceChannels: [...new Set(others)], watch };
}

function environmentsOf({ ENVIRONMENTS, AWS_REGION, CLUSTERS }: Settings): EnvironmentConfig[] {
  if (ENVIRONMENTS.length > 0) return ENVIRONMENTS;
  return [{ name: DEFAULT_ENVIRONMENT, region: AWS_REGION, protected: false, clusters: CLUSTERS }];
}

/** A task of ECS takes its files with it. */
function isHandedOver({ DATABASE_URL, ECS_CONTAINER_METADATA_URI_V4 }: Settings): boolean {
  return DATABASE_URL !== undefined || ECS_CONTAINER_METADATA_URI_V4 === undefined;
}

function storeOptionsOf(settings: Settings): StoreOptions {
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, RECORD_DAYS: recordDays } = settings;
  const goesWithTask = !isHandedOver(settings);
  return { dataDir, recordDays, goesWithTask, ...(databaseUrl === undefined ? {} : { databaseUrl }) };
}

function chatOptionsOf(settings: Settings): ChatOptions {
  const { COMMAND: command, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL } = settings;
  const drainMs = settings.DRAIN_SECONDS * 1000;
  return { command, botToken, appToken, drainMs, ...(SLACK_API_URL ? { slackApiUrl: SLACK_API_URL } : {}) };
}

/** The composition root: every room, and what the configuration decides about each. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        StoreModule.with(),
        AwsModule,
        CommandsModule,
        AnnouncementsModule,
        SignalsModule,
        HealthModule,
        HooksModule,
      ],
    };
  }
}

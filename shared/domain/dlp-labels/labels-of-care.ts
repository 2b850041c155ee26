import type { LabelTable } from "./label-table.ts";

/** What patients, clinics and health plans call their numbers. */
export const careLabels: LabelTable = [
  {
    type: "MEDICAL_RECORD_NUMBER",
    strong:
      "mrn,mrns,mrno,rec no,rec number,rec id,hrn,hrn number,pid,legacy pid,new pid,patnr,pat nr,m r n,mr number,mr no,mr id,mr num,mrn number,medical record,medical records number,medical record number,med rec,med rec number,med record,med recs,medrec," +
      "medical rec,medical chart number,health record number,health record,patient id,patient ids,patient identifier,patient identification,patient number,patient no,patient num," +
      "patient code,patient file number,patient record,patient record number,patient chart number,patient chart,pt id,pt number,pt no,pt num,pt mrn,pat id,patient mrn,hospital id,hospital number,hospital no," +
      "hospital num,hosp number,hosp no,hosp id,hospital record,hospital patient number,clinic number,clinic id,clinic record,unit record,unit record number,unit number,unit no,umrn," +
      "ur number,ur no,urn,uhid,empi,mpi,master patient index,enterprise id,emr,ehr,emr id,ehr id,emr number,ehr number,epic id,epic mrn,cerner id,record number,record no,record id," +
      "record num,records number,chart number,chart no,chart id,chart num,health record id,inpatient number,outpatient number,person number,crn,cpr number",
    weak: "wristband,bracelet,band,ur,file,hospital file,chart,file number,file no,mr,records,record,medical number,registry number,admission number,admission id,admission no,hospital registration number",
  },
  {
    type: "HEALTH_PLAN_NUMBER",
    strong:
      "member id,member ids,member number,member no,member num,member identification,mem id,memid,membership id,membership number,membership no,subscriber id,subscriber number,subscriber no,sub id,policy number,policy no," +
      "policy id,policy num,policyholder id,policyholder number,insurance id,insurance number,insurance no,insurance policy,insurance policy number,insurance member,insurance card,insurance card number," +
      "insurance member id,health insurance,health insurance number,health insurance id,health insurance policy,health insurance claim number,health plan,health plan id,health plan number," +
      "health plan beneficiary,health plan beneficiary number,health plan member,health plan member id,beneficiary id,beneficiary number,beneficiary no,beneficiary identifier," +
      "medicare beneficiary,medicare beneficiary identifier,medicare id,medicare number,medicare no,medicare card,medicare card number,medicare claim number,medicaid id,medicaid number," +
      "medicaid no,medicaid recipient id,medicaid recipient,recipient number,medicaid card,mbi,hicn,hic number,hic,recipient id,enrollee id,enrollee number,insured id,insured number,cardholder id,cardholder number,group number," +
      "group id,group no,grp number,grp no,grp id,plan id,plan number,plan no,rxgrp,rx grp,rx group,rxgroup,rx group number,rx id,rxid,coverage id,certificate of coverage," +
      "dva number,dva file number,dva card,health fund number,fund number," +
      "medi-cal id,medi cal id,masshealth id,tricare id,sponsor id,bupa number,bupa no,medical aid number,krankenkasse,insurance card no,dental plan,vision plan,krankenversichertennummer,versichertennummer,versicherungsnummer,dbn,ins id,ins no,carte vitale,ahv,member card",
    weak:
      "member,membership,subscriber,subs,policy,insurance,insurer,insured,group,grp,plan,medicare,medicaid,coverage,beneficiary,medical aid,hmo,ppo,bcbs,blue cross,blue shield,blue cross blue shield,bluecross,anthem,aetna,cigna,uhc," +
      "unitedhealthcare,united healthcare,united health,humana,kaiser,tricare,medi-cal,medical insurance,medical card,dva,health fund,bupa,medibank,molina,centene,wellcare,oscar,highmark,optum,caresource,ambetter",
  },
  {
    type: "DEVICE_ID",
    strong:
      "serial number,serial no,serial num,serial,serials,device id,device identifier,device number,device serial,device serial number,s/n,sn,ser no,ser number,imei,imei number,meid,esn,imsi,iccid,udi,udi-di,udi number,unique device identifier," +
      "pacemaker serial,pacemaker id,pacemaker number,pump serial,pump id,implant id,implant serial,implant number,icd serial,asset tag,asset id,asset number,equipment id,machine id,sensor id,transmitter id,transmitter number,transmitter,mac," +
      "mac address,android id,hardware id,device code,device tag,udid",
    weak: "device,pacemaker,implant,pump,equipment,sensor,unit serial,cpap,defibrillator,stimulator,prosthesis,hearing aid,glucometer,meter,monitor,scanner,ventilator,wheelchair",
  },
  {
    type: "BIOMETRIC_ID",
    strong:
      "fingerprint,fingerprints,fingerprint id,fingerprint template,fingerprint scan,fingerprint hash,voiceprint,voice print,voiceprint id,voice id,face id,faceid,facial recognition,facial scan,face template,retina scan,retinal scan,iris scan,iris," +
      "iris code,iris template,biometric,biometrics,biometric id,biometric identifier,biometric template,biometric record,biometric scan,biometric data,palm vein,palm print,palmprint,hand geometry,dna profile,gait id",
    weak: "template,photo,photo id",
  },
  {
    type: "UNIQUE_ID",
    strong:
      "accession number,accession no,accession,acc number,claim number,claim no,claim id,claims number,prescription number,prescription no,prescription id,rx number,rx no,rx num,case number,case no,case id,study id,study number,subject id," +
      "subject number,participant id,participant number,participant,enrolment id,enrollment id,trial id,research id,reference number,reference no,reference id,reference code,ref number,ref no,ref id,confirmation number,confirmation code,booking code,member code,invite code,referral code,claim code,patient code," +
      "confirmation no,ticket number,ticket no,incident number,referral number,referral id,referral no,authorization number,authorisation number,authorization code,auth number,auth code,pbs authority,authority number,approval number,cad,police ref,police reference,prior auth,prior authorization,prior authorization number,preauth," +
      "specimen id,specimen number,specimen no,sample id,sample number,lab id,lab number,lab no,barcode,encounter number,encounter id,encounter no,visit id,csn,requisition number,requisition,report number,order id,employee id,employee number," +
      "employee no,emp id,staff id,staff number,badge number,badge id,badge,student id,student number,customer id,customer number,customer no,customer reference,client id,client number,client no,booking number,booking reference,booking id," +
      "appointment id,appointment number,tracking number,tracking id,request id,request number,session id,donor id,donor number,unos id,unique id,unique identifier,uuid,guid,user id,userid,profile id,unique identifying number,application number,application id,event id,registry id,pathology number,radiology number,x-ray number,image id,film number,dispatch number,case reference,file reference,our reference,your reference,tracking,caller id,smartcard,smart card,police report,docket,docket number,court case,warrant number,run number,uid,cid,identifier,case ref",
    weak: "claim,claims,order number,order no,order,prescription,rx,case,study,subject,reference,ref,confirmation,ticket,incident,referral,authorization,authorisation,auth,specimen,sample,encounter,invoice reference,employee,customer,client,booking,trial,accession num,job number,work order",
  },
];
